package io.hindsight.command.log;

import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;

/** What brings stored events of older revisions up to date, on reading; stored bytes stay. */
public final class Upcasters {
  private Upcasters() {}

  public static EventUpcaster chain() {
    return new EventUpcasterChain(
        new SingleCategoryUpcaster("catalog.ItemListed"),
        new SingleCategoryUpcaster("catalog.ItemRevised"),
        new LoneReceiptUpcaster());
  }
}
