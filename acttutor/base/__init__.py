"""What every floor stands on: settings, the store, texts, assets, errors. Standard library only."""
