"""`python -m delicta` is the command line."""

from delicta.cli import main

main()
