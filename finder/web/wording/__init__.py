"""Words as a page prints them: translations, dates, phone numbers. Only wording, no searching."""
