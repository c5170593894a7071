package io.hindsight.api.lists;

import io.hindsight.api.positions.AsOf;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a personal list can be asked with: {@link ListParameters}, and two more. */
record PersonalParameters(
    @Nullable String placement,
    @Min(1) @Max(ListParameters.MOST) @Nullable Integer n,
    @DecimalMin("0") @DecimalMax("1") @Nullable Double diversity,
    String @Nullable [] category,
    String @Nullable [] attr,
    String @Nullable [] exclude,
    @DecimalMin("0") @Nullable BigDecimal minPrice,
    @DecimalMin("0") @Nullable BigDecimal maxPrice,
    @Nullable String marketplaceId,
    boolean includeConsumed,
    @Parameter(description = AsOf.ABOUT) @Nullable String asOf) {

  static PersonalParameters of(Query query) {
    ListParameters all = ListParameters.of(query);
    return new PersonalParameters(
        all.placement(),
        all.n(),
        query.share("diversity"),
        all.category(),
        all.attr(),
        all.exclude(),
        all.minPrice(),
        all.maxPrice(),
        all.marketplaceId(),
        query.flag("includeConsumed"),
        all.asOf());
  }

  ListParameters common() {
    return new ListParameters(
        placement, n, category, attr, exclude, minPrice, maxPrice, marketplaceId, asOf);
  }
}
