package io.hindsight.command.intake;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;

/** An item that may be stored. */
record Item(ItemId id, ItemDetails details) {}
