"""The Google Visualization API data source: queries over a sheet, as `gviz/tq` answers them."""
