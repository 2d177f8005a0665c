"""The named tuples that functions with several results give, by the names torch has for them."""

from __future__ import annotations

from collections import namedtuple


def _result(name: str, fields: str) -> type:
    made = namedtuple(name, fields)  # type: ignore[misc]
    made.__module__ = "torch.return_types"
    return made


values_indices = _result("values_indices", "values indices")
max = _result("max", "values indices")
min = _result("min", "values indices")
topk = _result("topk", "values indices")
sort = _result("sort", "values indices")
kthvalue = _result("kthvalue", "values indices")
median = _result("median", "values indices")
mode = _result("mode", "values indices")
cummax = _result("cummax", "values indices")
cummin = _result("cummin", "values indices")
aminmax = _result("aminmax", "min max")
svd = _result("linalg_svd", "U S Vh")
old_svd = _result("svd", "U S V")
qr = _result("linalg_qr", "Q R")
eigh = _result("linalg_eigh", "eigenvalues eigenvectors")
eig = _result("linalg_eig", "eigenvalues eigenvectors")
slogdet = _result("linalg_slogdet", "sign logabsdet")
lu = _result("linalg_lu", "P L U")
lu_factor = _result("linalg_lu_factor", "LU pivots")
lstsq = _result("linalg_lstsq", "solution residuals rank singular_values")
cholesky_ex = _result("linalg_cholesky_ex", "L info")
inv_ex = _result("linalg_inv_ex", "inverse info")
triangular_solve = _result("triangular_solve", "solution cloned_coefficient")
frexp = _result("frexp", "mantissa exponent")
