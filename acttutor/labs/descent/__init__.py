"""The descent lab: gradient descent on f(x) = (x − a)² + b, with every number written out."""
