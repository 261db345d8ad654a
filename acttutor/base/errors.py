"""The one exception for what the user caused."""


class UserError(Exception):
    """A mistake that the user can mend, shown as one translated sentence.

    Args:
        key: catalogue key of the sentence, for example ``"tables.columns"``.
        values: what fills the placeholders of the sentence.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values
