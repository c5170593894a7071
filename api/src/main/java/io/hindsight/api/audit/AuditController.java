package io.hindsight.api.audit;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.queries.AuditAnswer.Counterfactuals;
import io.hindsight.contracts.queries.AuditAnswer.Difference;
import io.hindsight.contracts.queries.AuditAnswer.Reproduced;
import io.hindsight.contracts.queries.AuditAnswer.ServedList;
import io.hindsight.contracts.queries.AuditQuery.CompareLists;
import io.hindsight.contracts.queries.AuditQuery.FindCounterfactuals;
import io.hindsight.contracts.queries.AuditQuery.FindServedList;
import io.hindsight.contracts.queries.AuditQuery.ReproduceList;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(
    name = "Audit",
    description =
        "What the log says: what was shown, to whom and why, and whether it is whole. Who asks is recorded.")
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {
  private final AuditReads reads;

  AuditController(AuditReads reads) {
    this.reads = reads;
  }

  @Operation(
      summary = "Shows a list that was served, and how it came about",
      description =
          "Its states are made again from the log and its checkpoints; cost tells what that took.")
  @GetMapping("/recommendations/{id}")
  Eventual<ServedListView> list(
      @PathVariable String id,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    RecommendationId list = recommendation(id);
    return reads.<ServedList, ServedListView>ask(
        read("recommendation", auditor, list), new FindServedList(list), ServedListView::of);
  }

  @Operation(
      summary = "Computes a list that was served again",
      description =
          "From the log, its checkpoints and the model's artifact alone. result is identical,"
              + " different, erased or unavailable.")
  @PostMapping("/recommendations/{id}/reproduce")
  Eventual<ReproductionView> reproduce(
      @PathVariable String id,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    RecommendationId list = recommendation(id);
    return reads.<Reproduced, ReproductionView>ask(
        read("reproduction", auditor, list), new ReproduceList(list), ReproductionView::of);
  }

  @Operation(
      summary = "Tells where an item would have stood, had the person done something less",
      description =
          "For each of the person's interactions, the newest 100 at most: the item's rank without"
              + " it, the model and all else as they were.")
  @GetMapping("/recommendations/{id}/counterfactuals")
  Eventual<CounterfactualsView> counterfactuals(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String itemId,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    RecommendationId list = recommendation(id);
    ItemId item = Named.optionalId("itemId", itemId, ItemId::new);
    return reads.<Counterfactuals, CounterfactualsView>ask(
        read("counterfactuals", auditor, list),
        new FindCounterfactuals(list, item),
        CounterfactualsView::of);
  }

  @Operation(
      summary = "Tells how one list turned into another",
      description =
          "Each change of a rank is put down to the catalog, to what everybody did, to what the"
              + " person did, to the model, to the placement's rules or to the request.")
  @GetMapping("/recommendations/{id}/diff")
  Eventual<DifferenceView> diff(
      @PathVariable String id,
      @RequestParam String with,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    RecommendationId list = recommendation(id);
    RecommendationId other = Named.id("with", with, RecommendationId::new);
    RecordRead read =
        reads.read(
            "comparison", auditor, Map.of("recommendationId", list.value(), "with", other.value()));
    return reads.<Difference, DifferenceView>ask(
        read, new CompareLists(list, other), DifferenceView::of);
  }

  private RecordRead read(String what, @Nullable String auditor, RecommendationId list) {
    return reads.read(what, auditor, Map.of("recommendationId", list.value()));
  }

  private static RecommendationId recommendation(String id) {
    return Named.id("id", id, RecommendationId::new);
  }
}
