"""Google Sheets v4 on the local Workspace: stored cells, formulas by IronCalc, a page's view."""
