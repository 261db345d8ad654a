"""What the goal of a step can be about: observed values and settings, by their labels."""

from acttutor.base.language.texts import Texts
from acttutor.base.numbers.numerals import significant
from acttutor.base.numbers.plain import to_plain
from acttutor.base.state.fields import Choice, Flag, Free, Spec, field_names, spec_of
from acttutor.base.state.run import AnyRun
from acttutor.labs.registry import LABS


class Subjects:
    """The subjects of goals in one lab.

    Args:
        texts: the catalogue.
        lab: id of the lab.
        run: a run of it, for values to begin with.
    """

    def __init__(self, texts: Texts, lab: str, run: AnyRun) -> None:
        self._texts, self._lab = texts, lab
        self._settings = run.settings
        self._observed = LABS[lab].export.metrics(run)
        self._labels: dict[tuple[str, str], str] = {}
        for name in self._observed:
            self._add("observe", name, texts(f"{lab}.observables.{name}"))
        for name in field_names(run.settings):
            label = texts.first(f"common.{name}.label", f"{lab}.{name}.label", "")
            if label and not isinstance(spec_of(run.settings, name), Free):
                self._add("setting", name, texts("editor.setting", name=label))
        self._subjects = {label: subject for subject, label in self._labels.items()}

    def _add(self, kind: str, name: str, label: str) -> None:
        if label in self._labels.values():
            label = f"{label} [{name}]"
        self._labels[kind, name] = label

    @property
    def labels(self) -> list[str]:
        """All labels, in the order of the lab."""
        return list(self._subjects)

    def label(self, kind: str, name: str) -> str:
        """Return the label of a value or a setting."""
        kind = "setting" if kind == "changed" else kind
        return self._labels.get((kind, name), name)

    def subject(self, label: str) -> tuple[str, str]:
        """Return kind and name of what has a label."""
        return self._subjects.get(label, ("setting", label))

    def spec(self, kind: str, name: str) -> Spec | None:
        """Return the description of a setting, and of an observed one of the same name."""
        known = name in field_names(self._settings)
        spec = spec_of(self._settings, name) if known else None
        return spec if kind == "setting" or isinstance(spec, Choice) else None

    def now(self, kind: str, name: str) -> object:
        """Return the present value."""
        if kind == "observe":
            return self._observed.get(name)
        return to_plain(getattr(self._settings, name, None))

    def names(self, kind: str, name: str) -> dict[str, object]:
        """Return the values that have names, by these names."""
        spec = self.spec(kind, name)
        if isinstance(spec, Choice):
            setting = f"{self._lab}.{name}"
            return {self._texts.option(setting, option): option for option in spec.options}
        if isinstance(spec, Flag) or isinstance(self.now(kind, name), bool):
            return {self._texts("editor.yes"): True, self._texts("editor.no"): False}
        return {}

    def written(self, kind: str, name: str, value: object) -> str:
        """Return a value as it is shown in a row."""
        for label, named in self.names(kind, name).items():
            if named == value and type(named) is type(value):
                return label
        if value is None or isinstance(value, list):
            return ""
        return significant(value) if isinstance(value, float) else str(value)
