package io.hindsight.query.lists;

import java.util.Locale;

/** What keeps an item out of a list. */
enum Rule {
  /** Not in the catalog, or taken out of it. */
  UNLISTED,
  /** Before or after the time that it is offered. */
  UNAVAILABLE,
  /** The request names it, or it is the item that similar ones are asked for. */
  EXCLUDED,
  /** The request asks for other categories. */
  CATEGORY,
  /** Sold in another marketplace only. */
  MARKETPLACE,
  /** Out of the range asked for, or without a price. */
  PRICE,
  /** The request asks for other attributes. */
  ATTRIBUTE,
  /** The person dismissed it. */
  DISMISSED,
  /** The person bought or consumed it already. */
  CONSUMED;

  /** As auditors read it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
