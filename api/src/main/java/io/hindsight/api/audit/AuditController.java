package io.hindsight.api.audit;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.queries.AuditQuery.CompareLists;
import io.hindsight.contracts.queries.AuditQuery.FindCounterfactuals;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.AuditQuery.ReproduceList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Audit", description = "What was shown, to whom and why, by the log.")
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {
  private final Reads reads;

  AuditController(Reads reads) {
    this.reads = reads;
  }

  @Operation(
      summary = "Shows a list that was served, and how it came about",
      description =
          "Its states are made again from the log and its checkpoints; cost tells what that took.")
  @GetMapping("/recommendations/{id}")
  Eventual<ServedListView> list(@PathVariable String id) {
    return reads.audit(new FindServedList(recommendation(id)), ServedListView::of);
  }

  @Operation(
      summary = "Computes a list that was served again",
      description =
          "From the log, its checkpoints and the model's artifact alone. result is identical,"
              + " different, erased or unavailable.")
  @PostMapping("/recommendations/{id}/reproduce")
  Eventual<ReproductionView> reproduce(@PathVariable String id) {
    return reads.audit(new ReproduceList(recommendation(id)), ReproductionView::of);
  }

  @Operation(
      summary = "Tells where an item would have stood, had the person done something less",
      description =
          "For each of the person's interactions, the newest 100 at most: the item's rank without"
              + " it, the model and all else as they were.")
  @GetMapping("/recommendations/{id}/counterfactuals")
  Eventual<CounterfactualsView> counterfactuals(
      @PathVariable String id, @RequestParam(required = false) @Nullable String itemId) {
    ItemId item = Named.optionalId("itemId", itemId, ItemId::new);
    return reads.audit(new FindCounterfactuals(recommendation(id), item), CounterfactualsView::of);
  }

  @Operation(
      summary = "Tells how one list turned into another",
      description =
          "Each change of a rank is put down to the catalog, to what everybody did, to what the"
              + " person did, to the model, to the placement's rules or to the request.")
  @GetMapping("/recommendations/{id}/diff")
  Eventual<DifferenceView> diff(@PathVariable String id, @RequestParam String with) {
    RecommendationId other = Named.id("with", with, RecommendationId::new);
    return reads.audit(new CompareLists(recommendation(id), other), DifferenceView::of);
  }

  private static RecommendationId recommendation(String id) {
    return Named.id("id", id, RecommendationId::new);
  }
}
