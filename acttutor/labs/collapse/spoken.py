"""What the picture of the collapse lab shows, in sentences."""

from acttutor.base.language.speech import listed, sentences
from acttutor.base.language.texts import Texts
from acttutor.labs.collapse import words
from acttutor.labs.collapse.run import Run


def spoken(run: Run, texts: Texts) -> list[str]:
    """Say how many layers are left, what stands between them, and whether one layer does."""
    settings = run.settings
    between = [
        texts(
            "spoken.collapse.behind",
            name=texts.option("collapse.f1", settings.activations[index]),
            layer=index + 1,
        )
        for index in run.in_the_way
    ]
    return sentences(
        texts,
        texts("spoken.collapse.given", depth=settings.depth, width=settings.width),
        texts("spoken.collapse.between", functions=listed(between, texts))
        if between
        else texts("spoken.collapse.nothing"),
        texts("spoken.collapse.left", folds=run.folds, blocks=len(run.blocks)),
        texts("spoken.collapse.single", formula=words.single_formula(run))
        if len(run.blocks) == 1
        else "",
        words.verdict(run, texts)[0],
        words.difference_text(run, texts) if run.compared else "",
    )
