package io.hindsight.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A marketplace: a country, a shop, a tenant's storefront. */
public record MarketplaceId(@JsonValue String value) implements Id {
  @JsonCreator
  public MarketplaceId {
    Id.require("marketplaceId", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
