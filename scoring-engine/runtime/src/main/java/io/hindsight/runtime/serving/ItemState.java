package io.hindsight.runtime.serving;

import io.hindsight.contracts.catalog.ItemDetails;

/**
 * @param listed false once it was delisted
 */
public record ItemState(ItemDetails details, boolean listed) {}
