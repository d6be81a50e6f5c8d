"""Matrix products of the parser's networks by numpy's own library, in a third of the time that the parser's takes for them.

Always true here: a row of a product has the same bits whatever rows it is multiplied with. Libraries reckon small products another
way, so no product is small (rows are filled up); where a library proves not to keep it for a shape, the parser's own one multiplies.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

Matrix = NDArray[np.float32]

LEAST = 1_000_000
"""Multiplications below which a product may be reckoned as a small one; OpenBLAS 0.3 does so up to about 130,000."""
LEAST_ROWS = 64
"""Rows that a product has at least; for 5 and more a row of 288 has the same bits, for 25 one of 96 by 50 (OpenBLAS 0.3)."""
TRIED = (0, 1, 7, 64, 129)
"""Where in a large product a small one is compared with it."""


class Products(NumpyOps):  # type: ignore[misc]
    """thinc's operations with numpy's products."""

    def __init__(self) -> None:
        """Nothing is known yet of any shape."""
        super().__init__()
        self._kept: dict[tuple[int, int], bool] = {}
        self._libraries = ThreadpoolController()

    def one_thread(self) -> AbstractContextManager[object]:
        """While it is entered, products take one core: whoever wants more has more processes, and threads that wait cost them."""
        limit: AbstractContextManager[object] = self._libraries.limit(limits=1, user_api="blas")
        return limit

    def gemm(
        self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """``x @ y``, either turned first where ``trans1``, ``trans2`` say so."""
        right = y.T if trans2 else y
        if trans1 or x.dtype != np.float32 or right.dtype != np.float32 or not self._keeps_rows(*right.shape):
            found: Matrix = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return found
        made = _product(x, right)
        if out is None:
            return made
        out[...] = made
        return out

    def _keeps_rows(self, inner: int, columns: int) -> bool:
        """Whether rows of this shape have the same bits in products of other sizes; tried when the shape first comes."""
        shape = (inner, columns)
        if shape not in self._kept:
            self._kept[shape] = _keeps_rows(inner, columns)
        return self._kept[shape]


def quicken(pipeline: Language) -> Products:
    """Let the networks of ``pipeline`` multiply by the ``Products`` that are given back; those on other hardware stay as they are."""
    products = Products()
    for _, part in pipeline.pipeline:
        model = getattr(part, "model", None)
        for layer in model.walk() if model is not None else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = products
    return products


def _product(left: Matrix, right: Matrix) -> Matrix:
    """``left @ right``, with rows of zeros below ``left`` while it is multiplied, if it has few."""
    rows, (inner, columns) = len(left), right.shape
    wanted = _least_rows(inner, columns)
    if rows >= wanted:
        return left @ right
    filled = np.zeros((wanted, inner), dtype=np.float32)
    filled[:rows] = left
    return (filled @ right)[:rows]


def _least_rows(inner: int, columns: int) -> int:
    return max(LEAST_ROWS, -(-LEAST // max(inner * columns, 1)))


def _keeps_rows(inner: int, columns: int) -> bool:
    """Whether rows of a small product and of a large one have the same bits, for numbers of all sizes and signs."""
    least = _least_rows(inner, columns)
    places = np.arange(1, (3 * least + max(TRIED)) * inner + 1, dtype=np.float32).reshape(-1, inner)
    right = np.cos(np.arange(1, inner * columns + 1, dtype=np.float32)).reshape(columns, inner).T
    left = np.sin(places)
    whole = left @ right
    return all(
        np.array_equal(_product(left[at : at + rows], right), whole[at : at + rows])
        for at in TRIED
        for rows in (1, 3, least - 1, least, least + 1, 2 * least + 5)
    )
