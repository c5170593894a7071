package io.hindsight.api.features;

import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.queries.ViewQuery.FindItemFeatures;
import io.hindsight.contracts.queries.ViewQuery.FindUserFeatures;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Features", description = "What is counted and measured of users and items.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class FeaturesController {
  private final Reads reads;

  FeaturesController(Reads reads) {
    this.reads = reads;
  }

  @Operation(summary = "Shows a user's features", description = "Empty for an unknown user.")
  @GetMapping("/users/{id}/features")
  ResponseEntity<FeaturesView> ofUser(
      @PathVariable String id,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @Parameter(description = AsOf.OCCURRED_ABOUT) @RequestParam(required = false)
          @Nullable String occurredAsOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    UserId user = Named.id("id", id, UserId::new);
    return reads.ask(
        AsOf.of(asOf, occurredAsOf),
        position,
        Writer.of(user),
        atLeast -> new FindUserFeatures(user, atLeast),
        FeaturesView::of);
  }

  @Operation(summary = "Shows an item's features")
  @GetMapping("/items/{id}/features")
  ResponseEntity<FeaturesView> ofItem(
      @PathVariable String id,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @Parameter(description = AsOf.OCCURRED_ABOUT) @RequestParam(required = false)
          @Nullable String occurredAsOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    ItemId item = Named.id("id", id, ItemId::new);
    return reads.ask(
        AsOf.of(asOf, occurredAsOf),
        position,
        Writer.of(item),
        atLeast -> new FindItemFeatures(item, atLeast),
        FeaturesView::of);
  }
}
