"""Make the expected pages anew, after looking at the files: `make pages`, or some of them with NAMES."""

import sys

from tests.documents.rendering.pages import CASES, EXPECTED, as_text, blocks, case_name, printed

for case in CASES:
    if not sys.argv[1:] or case_name(*case) in sys.argv[1:]:
        pages = blocks(printed(*case))
        (EXPECTED / f"{case_name(*case)}.txt").write_text(as_text(pages), encoding="ascii")
        print(case_name(*case), len(pages), "pages")
