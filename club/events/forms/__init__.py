"""What browsers send about nights: typed values, or a sentence at the field."""
