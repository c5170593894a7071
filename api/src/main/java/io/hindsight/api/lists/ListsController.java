package io.hindsight.api.lists;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.queries.ListQuery.FindPopular;
import io.hindsight.contracts.queries.ListQuery.FindRecommendations;
import io.hindsight.contracts.queries.ListQuery.FindSimilarItems;
import io.hindsight.contracts.queries.ListQuery.FindTrending;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(
    name = "Lists",
    description =
        "Recommendations; each list leaves a receipt in the log, unless it is asked asOf.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ListsController {
  private final Serving serving;

  ListsController(Serving serving) {
    this.serving = serving;
  }

  @Operation(
      summary = "Recommends items to a user",
      description = "A user who was never seen gets what is trending and popular.")
  @GetMapping("/users/{id}/recommendations")
  Eventual<ListView> recommendations(
      @PathVariable String id,
      @ParameterObject PersonalParameters parameters,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    UserId user = Named.id("id", id, UserId::new);
    ListParameters common = parameters.common();
    PlacementId where = common.where();
    ListFilter filter = common.filter(parameters.includeConsumed());
    return serving.list(
        ListKind.PERSONAL,
        common.moment(),
        position,
        Writer.of(user),
        atLeast ->
            new FindRecommendations(
                user, where, parameters.n(), parameters.diversity(), filter, atLeast));
  }

  @Operation(summary = "Finds items like one")
  @GetMapping("/items/{id}/similar")
  Eventual<ListView> similar(
      @PathVariable String id,
      @ParameterObject ListParameters parameters,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    ItemId item = Named.id("id", id, ItemId::new);
    PlacementId where = parameters.where();
    ListFilter filter = parameters.filter();
    return serving.list(
        ListKind.SIMILAR,
        parameters.moment(),
        position,
        Writer.of(item),
        atLeast -> new FindSimilarItems(item, where, parameters.n(), filter, atLeast));
  }

  @Operation(summary = "Shows what is popular")
  @GetMapping("/popular")
  Eventual<ListView> popular(
      @RequestParam(defaultValue = "all") @Pattern(regexp = "1d|7d|30d|all") String window,
      @ParameterObject ListParameters parameters,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    int days = window.equals("all") ? 0 : Integer.parseInt(window.replace("d", ""));
    PlacementId where = parameters.where();
    ListFilter filter = parameters.filter();
    return serving.list(
        ListKind.POPULAR,
        parameters.moment(),
        position,
        null,
        atLeast -> new FindPopular(where, parameters.n(), days, filter, atLeast));
  }

  @Operation(summary = "Shows what is on the rise")
  @GetMapping("/trending")
  Eventual<ListView> trending(
      @ParameterObject ListParameters parameters,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    PlacementId where = parameters.where();
    ListFilter filter = parameters.filter();
    return serving.list(
        ListKind.TRENDING,
        parameters.moment(),
        position,
        null,
        atLeast -> new FindTrending(where, parameters.n(), filter, atLeast));
  }
}
