"""From records and results to page objects. No Flask here: plain functions, so that they can be tried by hand."""
