"""The network: its arithmetic, its gradients, and that its parameters can be touched."""

import numpy as np
import pytest

from acttutor.core.activations.registry import ACTIVATIONS
from acttutor.core.nn.losses import LOSSES
from acttutor.core.nn.network import Network, flat_gradient
from acttutor.core.nn.softmax import maxout, softmax

SMOOTH_OR_KINKED = [id for id in ACTIVATIONS if id != "step"]


def numeric_gradient(network: Network, X, T, loss: str, h: float = 1e-5) -> np.ndarray:
    """Central differences of the loss by every entry of the flat parameter vector."""
    slopes = np.empty_like(network.parameters)
    for k, value in enumerate(network.parameters.copy()):
        network.parameters[k] = value + h
        above = network.loss(X, T, loss)
        network.parameters[k] = value - h
        slopes[k] = (above - network.loss(X, T, loss)) / (2 * h)
        network.parameters[k] = value
    return slopes


def targets_for(loss: str, n: int, k: int, rng: np.random.Generator) -> np.ndarray:
    if loss == "softmax_cross_entropy":
        return np.eye(k)[rng.integers(k, size=n)]
    if loss == "binary_cross_entropy":
        return rng.integers(2, size=(n, k)).astype(float)
    return rng.normal(size=(n, k))


@pytest.mark.parametrize("hidden", [*SMOOTH_OR_KINKED, "maxout"])
def test_gradients_are_central_differences(hidden: str, rng: np.random.Generator) -> None:
    network = Network((3, 4, 3, 2), hidden=hidden, output="tanh", init="xavier", rng=rng)
    X, T = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    np.testing.assert_allclose(
        flat_gradient(network.backpropagate(X, T, "squared_error")),
        numeric_gradient(network, X, T, "squared_error"),
        atol=1e-8,
    )


OUTPUTS = [("squared_error", id) for id in [*SMOOTH_OR_KINKED, "softmax"]]
OUTPUTS += [("binary_cross_entropy", "sigmoid"), ("softmax_cross_entropy", "softmax")]
OUTPUTS += [(loss, id) for loss in ("absolute_error", "huber") for id in ("identity", "tanh")]


@pytest.mark.parametrize(("loss", "output"), OUTPUTS)
def test_gradients_through_every_output(loss: str, output: str, rng: np.random.Generator) -> None:
    network = Network((2, 4, 3), output=output, init="normal", rng=rng)
    X, T = rng.normal(size=(7, 2)), targets_for(loss, 7, 3, rng)
    np.testing.assert_allclose(
        flat_gradient(network.backpropagate(X, T, loss)),
        numeric_gradient(network, X, T, loss),
        atol=1e-8,
    )


def test_gradients_of_alpha_are_central_differences(rng: np.random.Generator) -> None:
    network = Network((2, 5, 1), hidden="prelu", output="identity", init="normal", rng=rng)
    X, T = rng.normal(size=(9, 2)), rng.normal(size=(9, 1))
    alpha = network.layers[0].alpha
    assert alpha is not None
    found = network.backpropagate(X, T)[0].alpha
    h = 1e-5
    for k in range(5):
        alpha[k] += h
        above = network.loss(X, T)
        alpha[k] -= 2 * h
        below = network.loss(X, T)
        alpha[k] += h
        assert found[k] == pytest.approx((above - below) / (2 * h), abs=1e-9)


def test_mixed_activations_with_parameters(rng: np.random.Generator) -> None:
    network = Network(
        (2, 3, 3, 3, 1),
        hidden=("elu", "prelu", "sigmoid"),
        hidden_params=({"alpha": 2.0}, {"alpha": -0.3}, None),
        rng=rng,
        init="xavier",
    )
    X, T = rng.normal(size=(5, 2)), rng.normal(size=(5, 1))
    assert [layer.activation_id for layer in network.layers] == ["elu", "prelu", "sigmoid", "tanh"]
    assert network.layers[0].params == {"alpha": 2.0}
    np.testing.assert_array_equal(network.layers[1].alpha, [-0.3] * 3)
    np.testing.assert_allclose(
        flat_gradient(network.backpropagate(X, T, "squared_error")),
        numeric_gradient(network, X, T, "squared_error"),
        atol=1e-8,
    )


@pytest.mark.parametrize("pieces", [1, 2, 3, 4])
def test_maxout_is_the_largest_of_its_pieces(pieces: int, rng: np.random.Generator) -> None:
    network = Network((2, 4, 3, 1), "maxout", rng=rng, pieces=pieces)
    X = rng.normal(size=(9, 2))
    first, second = network.layers[:2]
    assert first.W.shape == (4, pieces, 2) and first.b.shape == (4, pieces)
    assert (first.n_in, first.n_out) == (2, 4)
    expected = maxout(maxout(X, first.W, first.b), second.W, second.b)
    np.testing.assert_allclose(network.activations(X)[1], expected, rtol=1e-12)
    assert network.pre_activations(X)[1].shape == (9, 3, pieces)


def test_maxout_pieces_are_drawn_like_layers_and_can_be_touched(rng: np.random.Generator) -> None:
    network = Network((2, 3, 1), "maxout", rng=np.random.default_rng(5), pieces=2)
    source = np.random.default_rng(5)
    for piece in range(2):
        drawn = source.uniform(-0.5, 0.5, (3, 2))
        np.testing.assert_array_equal(network.layers[0].W[:, piece], drawn)
    assert (network.layers[0].b == 0.1).all()
    network.layers[0].W[1, 0] = [7.0, 8.0]
    network.layers[0].b[1, 0] = 9.0
    # The first piece of every unit comes first.
    assert network.parameters[3:6].tolist() == [7.0, 8.0, 9.0]
    assert network.copy().layers[0].W[1, 0].tolist() == [7.0, 8.0]


def test_two_pieces_one_of_them_zero_are_a_relu(rng: np.random.Generator) -> None:
    relu = Network((2, 4, 1), "relu", init="xavier", rng=rng)
    twin = Network((2, 4, 1), "maxout", init="zeros", pieces=2)
    twin.layers[0].W[:, 0], twin.layers[0].b[:, 0] = relu.layers[0].W, relu.layers[0].b
    twin.layers[1].W, twin.layers[1].b = relu.layers[1].W, relu.layers[1].b
    X, T = rng.normal(size=(20, 2)), rng.normal(size=(20, 1))
    np.testing.assert_allclose(twin.forward(X), relu.forward(X), rtol=1e-12)
    (dW, db), _ = twin.gradients(X, T)
    np.testing.assert_allclose(dW[:, 0], relu.gradients(X, T)[0][0], atol=1e-12)
    np.testing.assert_allclose(db[:, 0], relu.gradients(X, T)[0][1], atol=1e-12)


def test_forward_by_hand() -> None:
    network = Network((2, 2, 1), hidden="relu", output="identity", init="zeros")
    network.layers[0].W = [[1, 2], [-1, 1]]
    network.layers[0].b = [0.5, -1]
    network.layers[1].W = [[2, 3]]
    network.layers[1].b = [0.25]
    X = [[1.0, 1.0], [-1.0, 2.0]]
    z1 = [[3.5, -1.0], [3.5, 2.0]]
    a1 = [[3.5, 0.0], [3.5, 2.0]]
    y = [[7.25], [13.25]]
    for found, expected in zip(network.pre_activations(X), (z1, y), strict=True):
        np.testing.assert_array_equal(found, expected)
    for found, expected in zip(network.activations(X), (a1, y), strict=True):
        np.testing.assert_array_equal(found, expected)
    np.testing.assert_array_equal(network.forward(X), y)
    assert network.loss(X, [[7.25], [12.25]]) == 0.25


def test_gradients_by_hand() -> None:
    """2-1-1 with identity: delta = y - t, dW = delta a^T, db = delta."""
    network = Network((2, 1, 1), hidden="identity", output="identity", init="zeros")
    network.layers[0].W, network.layers[1].W = [[1, 2]], [[3]]
    first, second = network.gradients([[1.0, -1.0]], [[0.0]])
    np.testing.assert_array_equal(second[0], [[3.0]])  # y = -3, a = -1
    np.testing.assert_array_equal(second[1], [-3.0])
    np.testing.assert_array_equal(first[0], [[-9.0, 9.0]])
    np.testing.assert_array_equal(first[1], [-9.0])
    assert network.backpropagate([[1.0, -1.0]], [[0.0]])[0].delta == [[-9.0]]


def test_without_hidden_layers_it_is_one_layer(rng: np.random.Generator) -> None:
    network = Network((2, 3), hidden="relu", output="softmax", init="normal", rng=rng)
    X = rng.normal(size=(4, 2))
    layer = network.layers[0]
    np.testing.assert_allclose(network.forward(X), softmax(X @ layer.W.T + layer.b), rtol=1e-14)


def test_parameters_are_one_vector_with_views(rng: np.random.Generator) -> None:
    network = Network((2, 3, 1), hidden="prelu", rng=rng)
    assert network.parameters.shape == (3 * 3 + 3 + 4,)
    layer = network.layers[0]
    layer.W[1, 0] = 42.0
    layer.b = [7, 8, 9]
    layer.alpha = [0.1, 0.2, 0.3]
    np.testing.assert_array_equal(network.parameters[[3, 2, 5, 8]], [42, 7, 8, 9])
    np.testing.assert_array_equal(network.parameters[9:12], [0.1, 0.2, 0.3])
    vector = network.parameters
    network.parameters = np.arange(16.0)
    assert network.parameters is vector and layer.W[0, 1] == 1.0


def test_assigning_copies(rng: np.random.Generator) -> None:
    network = Network((2, 1), rng=rng)
    W = np.array([[1.0, 2.0]])
    network.layers[0].W = W
    W[:] = 0
    np.testing.assert_array_equal(network.layers[0].W, [[1, 2]])


def test_copy_shares_nothing(rng: np.random.Generator) -> None:
    network = Network((2, 3, 2), hidden="prelu", output="softmax", rng=rng)
    twin = network.copy()
    X = rng.normal(size=(3, 2))
    np.testing.assert_array_equal(twin.forward(X), network.forward(X))
    before = network.parameters.copy()
    twin.parameters[:] = 0
    np.testing.assert_array_equal(network.parameters, before)
    assert twin.sizes == network.sizes


def test_same_seed_same_network() -> None:
    first, second, other = (
        Network((2, 4, 1), rng=np.random.default_rng(seed)).parameters for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)


def test_playground_initialisation(rng: np.random.Generator) -> None:
    for layer in Network((2, 8, 8, 1), rng=rng).layers:
        assert np.abs(layer.W).max() <= 0.5
        np.testing.assert_array_equal(layer.b, 0.1)
    for layer in Network((2, 8, 8, 1), init="he", rng=rng).layers:
        np.testing.assert_array_equal(layer.b, 0.0)


def test_linear_layers_collapse_into_one(rng: np.random.Generator) -> None:
    """W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2); with a ReLU in between it is not so."""
    deep = Network((2, 5, 1), hidden="identity", output="identity", init="normal", rng=rng)
    flat_network = Network((2, 1), output="identity", init="zeros")
    first, second = deep.layers
    flat_network.layers[0].W = second.W @ first.W
    flat_network.layers[0].b = second.W @ first.b + second.b
    X = rng.normal(size=(50, 2))
    np.testing.assert_allclose(deep.forward(X), flat_network.forward(X), rtol=1e-10)
    bent = Network((2, 5, 1), hidden="relu", output="identity", init="zeros")
    bent.parameters = deep.parameters
    assert np.abs(bent.forward(X) - deep.forward(X)).max() > 0.1


def test_confidently_wrong_softmax_learns_by_cross_entropy_not_by_squared_error() -> None:
    network = Network((1, 2), output="softmax", init="zeros")
    network.layers[0].b = [20, -20]
    X, T = [[1.0]], [[0.0, 1.0]]
    by_cross_entropy = network.gradients(X, T, "softmax_cross_entropy")[0][1]
    by_squares = network.gradients(X, T, "squared_error")[0][1]
    np.testing.assert_allclose(by_cross_entropy, [1, -1])
    assert np.abs(by_squares).max() < 1e-15


def test_overflow_is_a_result_not_a_warning() -> None:
    network = Network((1, 1, 1), hidden="identity", output="identity", init="zeros")
    network.parameters = np.full(4, 1e300)
    assert not np.isfinite(network.forward([[1.0]])).any()
    assert network.loss([[1.0]], [[0.0]]) == np.inf
    assert not np.isfinite(network.gradients([[1.0]], [[0.0]])[0][0]).any()


def test_no_samples_have_no_outputs_and_no_loss(rng: np.random.Generator) -> None:
    network = Network((2, 3, 1), rng=rng)
    assert network.forward(np.zeros((0, 2))).shape == (0, 1)
    assert np.isnan(network.loss(np.zeros((0, 2)), np.zeros((0, 1))))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sizes": (2,)}, "sizes must have"),
        ({"sizes": 3}, "sizes must have"),
        ({"sizes": (2, 0, 1)}, "sizes must be a whole number of at least 1, got 0"),
        ({"sizes": (2, 2.5, 1)}, "sizes"),
        ({"hidden": "swish"}, "hidden must be one of step, sigmoid.*'swish'"),
        ({"hidden": "softmax"}, "hidden"),
        ({"hidden": ("tanh", "tanh")}, "one per hidden layer"),
        ({"output": "argmax"}, "output must be one of .*softmax; got 'argmax'"),
        ({"init": "ones"}, "init must be one of playground"),
        ({"rng": None}, "rng must be"),
        ({"rng": 3}, "rng must be"),
        ({"hidden_params": {"alpha": 1.0}}, "tanh has no parameter 'alpha'"),
        ({"pieces": 0}, "pieces must be a whole number of at least 1"),
        ({"hidden": "maxout", "hidden_params": {"k": 1.0}}, "maxout has no parameter 'k'"),
        ({"output": "maxout"}, "output must be one of"),
        ({"hidden_params": [None, None]}, "hidden_params must have 1"),
    ],
)
def test_bad_arguments_are_named(changes, words: str, rng: np.random.Generator) -> None:
    arguments = {"sizes": (2, 3, 1), "rng": rng} | changes
    with pytest.raises(ValueError, match=words):
        Network(**arguments)


def test_bad_samples_are_named(rng: np.random.Generator) -> None:
    network = Network((2, 3, 1), rng=rng)
    X, T = np.zeros((4, 2)), np.zeros((4, 1))
    cases = [
        ((X[:, :1], T), "X must have 2 column"),
        ((X[0], T), "X must have shape"),
        ((X, T[:, [0, 0]]), "T must have 1 column"),
        ((X, T[:3]), "as many rows"),
        ((X, T, "hinge"), "loss must be one of"),
        ((X, T, "binary_cross_entropy"), "'sigmoid', got 'tanh'"),
        ((X, T + np.nan), "T must be finite"),
    ]
    for arguments, words in cases:
        for method in (network.loss, network.gradients):
            with pytest.raises(ValueError, match=words):
                method(*arguments)
    with pytest.raises(ValueError, match="at least 1"):
        network.gradients(X[:0], T[:0])


def test_bad_assignments_are_named(rng: np.random.Generator) -> None:
    network = Network((2, 3, 1), rng=rng)
    with pytest.raises(ValueError, match=r"W must have shape \(3, 2\)"):
        network.layers[0].W = np.zeros((2, 3))
    with pytest.raises(ValueError, match=r"b must have shape \(3,\)"):
        network.layers[0].b = 0.0
    with pytest.raises(ValueError, match="no alpha"):
        network.layers[0].alpha = np.zeros(3)
    with pytest.raises(ValueError, match="parameters must have shape"):
        network.parameters = np.zeros(3)


def test_every_loss_is_covered_here() -> None:
    assert {loss for loss, _ in OUTPUTS} == set(LOSSES)
