"""The mathematics of ActTutor: NumPy only, no GUI, usable as a library.

Read it in this order:

    activations   thirteen activation functions, their derivatives and the registry
    softmax       the two that are not elementwise: softmax and maxout
    maxout        what lines and their maximum can be, and the slopes that train them
    losses        what "wrong" costs, and its slope at the output
    descent       gradient descent on a parabola, step by step
    datasets      the toy problems; `features` prepares their inputs
    network       a fully connected network with hand-written backpropagation
    optimizers    what to do with a gradient: six rules, from SGD to Adam
    training      the training loop; `engine` is the fast form of the same arithmetic
    ensemble      many networks trained at once, for races and fans

Arrays are float64 and sample-major, shape ``(n_samples, n_features)``, unless a docstring
says otherwise.  Randomness is always a `numpy.random.Generator` that the caller passes in.
"""
