"""What formulas come to: IronCalc, and what is worked out beside it."""
