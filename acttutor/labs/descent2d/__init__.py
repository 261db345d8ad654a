"""The lab of gradient descent in two dimensions: six optimizers raced over a landscape."""
