package io.hindsight.contracts.catalog;

import io.hindsight.contracts.ids.ItemId;
import java.time.Instant;

/** What happened to one item of the catalog. */
public sealed interface CatalogEvent {
  ItemId itemId();

  Instant at();

  /** The item entered the catalog, or came back after it was delisted. */
  record ItemListed(ItemId itemId, ItemDetails details, Instant at) implements CatalogEvent {}

  /** The details of a listed item were replaced as a whole. */
  record ItemRevised(ItemId itemId, ItemDetails details, Instant at) implements CatalogEvent {}

  /** The item left the catalog and is never recommended again until it is listed anew. */
  record ItemDelisted(ItemId itemId, Instant at) implements CatalogEvent {}
}
