"""The perceptron lab: the step unit and its rule on movable points, beside a sigmoid unit."""
