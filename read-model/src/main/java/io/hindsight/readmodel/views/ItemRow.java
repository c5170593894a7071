package io.hindsight.readmodel.views;

import io.hindsight.contracts.catalog.ItemDetails;
import io.hindsight.contracts.ids.ItemId;

/** Key: the item's id. */
public record ItemRow(ItemId itemId, ItemDetails details, boolean listed) {}
