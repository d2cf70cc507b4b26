"""Which crimes of Chinese criminal law apply to this conduct, and why.

>>> import delicta
>>> law = delicta.load_law()
>>> [f["verdict"] for f in delicta.apply("registry-crawler", law=law)]
['established']
"""

from delicta.applying import apply
from delicta.asking import ask
from delicta.errors import DelictaError, InputError, StoreError
from delicta.law import Law, load_law
from delicta.reading import read_case
from delicta.validation import validate

__all__ = ["DelictaError", "InputError", "Law", "StoreError", "apply", "ask", "load_law", "read_case", "validate"]
