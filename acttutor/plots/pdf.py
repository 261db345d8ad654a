"""PDF files that say what language they are in, and of each figure what it shows.

Matplotlib writes a title and a subject. Screen readers look for the language in the catalogue, and
for the words that stand for a figure in the structure tree (PDF Reference 1.4, 9.6 and 9.8).
"""

from typing import Any, TypeAlias

from matplotlib.backends.backend_pdf import FigureCanvasPdf, Name, PdfFile, PdfPages, Verbatim
from matplotlib.figure import Figure

Entries: TypeAlias = dict[str, Any]


class Pdf(PdfPages):
    """A file of pages, each of which is one element of the document.

    Args:
        file: where it is written.
        language: code of the language of all words.
        title: what readers show as the name of the document.
        subject: what it is about, if anything is to be said.
    """

    def __init__(self, file: Any, language: str, title: str, subject: str = "") -> None:
        # No date: the same content gives the same file.
        known = {"Title": title, "Creator": "ActTutor", "CreationDate": None}
        super().__init__(file, metadata={**known, "Subject": subject} if subject else known)
        # Matplotlib would make one of its own, with the first page.
        self._file = self._tagged = _TaggedFile(file, self._metadata, language)

    def add(self, figure: Figure, said: str = "") -> None:
        """Add a page.

        Args:
            figure: what is on it.
            said: what is heard in its place; without it, the words on the page.
        """
        self._tagged.said = said
        canvas: Any = FigureCanvasPdf(figure)
        canvas.print_pdf(self)


class _TaggedFile(PdfFile):
    """A file with a structure tree: a document, with a figure or a text for each page."""

    def __init__(self, filename: Any, metadata: Entries, language: str) -> None:
        super().__init__(filename, metadata=metadata)
        self._language = language
        #: What is heard in the place of the next page.
        self.said = ""
        #: The element of each page, and where it will stand in the file.
        self._elements: list[tuple[Any, Entries]] = []
        self._document = self.reserveObject("document")
        self._in_page = False

    def writeObject(self, object: Any, contents: Any) -> None:
        """Give a page its number, by which the tree knows it."""
        if isinstance(contents, dict) and contents.get("Type") == Name("Page"):
            contents = {**contents, "StructParents": len(self._elements)}
        super().writeObject(object, contents)

    def newPage(self, width: float, height: float) -> None:
        """Begin a page, and with it an element that holds all of it."""
        super().newPage(width, height)
        kind = Name("Figure" if self.said else "P")
        element: Entries = {"S": kind, "P": self._document, "Pg": self.pageList[-1], "K": 0}
        if self.said:
            element["Alt"] = self.said
        self._elements.append((self.reserveObject("element"), element))
        self.output(kind, {"MCID": 0}, Verbatim(b"BDC"))
        self._in_page = True

    def endStream(self) -> None:
        """End what is marked where the page ends."""
        if self._in_page:
            self.output(Verbatim(b"EMC"))
        self._in_page = False
        super().endStream()

    def finalize(self) -> None:
        """Write the tree, and the catalogue once more, which leads to it."""
        self.endStream()
        places = [place for place, _ in self._elements]
        tree = self.reserveObject("tree")
        document = {"S": Name("Document"), "P": tree, "K": places}
        root = {
            "Type": Name("StructTreeRoot"),
            "K": self._document,
            # Which elements are on the page of each number.
            "ParentTree": {"Nums": [x for n, place in enumerate(places) for x in (n, [place])]},
            "ParentTreeNextKey": len(places),
        }
        catalogue = {
            "Type": Name("Catalog"),
            "Pages": self.pagesObject,
            "Lang": self._language,
            "MarkInfo": {"Marked": True},
            "StructTreeRoot": tree,
            "ViewerPreferences": {"DisplayDocTitle": True},
        }
        written = [(self._document, document), (tree, root), (self.rootObject, catalogue)]
        for place, contents in (*self._elements, *written):
            self.writeObject(place, contents)
        super().finalize()
