"""Reading tables as people have them: text files in any habit, spreadsheets, and what was pasted.

The way from bytes to three columns, one module for each step:

* `encoding`: bytes to text, with `japanese` saying what looks like Japanese;
* `splitting`: text to lines of cells; `workbook` does both for spreadsheets, with `sheet_text`;
  `thinning` says which rows of a large table are kept;
* `layout`: where in the grid the table is: header, body, and what is neither;
* `numbers`, `missing`, `columns`: what the cells of a column are;
* `sheet`, `reading`: all of it, as a `Sheet` of typed columns;
* `guessing`: which columns are meant; `taking`: the three that were chosen, as numbers;
* `words`: what was read, in a sentence.

Whatever is wrong with a file becomes one `acttutor.base.errors.UserError` that names it.  What had
to be guessed is in the sheet as notes, and what could be meant in two ways as questions.
"""
