package io.hindsight.api.audit;

import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Eventual;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.queries.AuditQuery.FindViewChanges;
import io.hindsight.contracts.queries.Moment;
import io.hindsight.contracts.queries.ViewChanges;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Audit", description = "What was shown, to whom and why, by the log.")
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class ViewChangesController {
  private final AuditReads reads;

  ViewChangesController(AuditReads reads) {
    this.reads = reads;
  }

  @Operation(
      summary = "Tells what changed in a view between two moments",
      description = "Folded from the log; cost tells what that took.")
  @GetMapping("/diff")
  Eventual<ViewChangesView> diff(
      @RequestParam @Pattern(regexp = "[a-z][a-z-]{0,63}") String view,
      @Parameter(description = AsOf.ABOUT) @RequestParam String from,
      @Parameter(description = AsOf.ABOUT + "; now where left out") @RequestParam(required = false)
          @Nullable String to,
      @RequestParam(required = false) @Size(max = 2000) @Nullable String after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    Moment begin = AsOf.named("from", from);
    Moment end = to == null ? null : AsOf.named("to", to);
    RecordRead read =
        reads.read(
            "view-changes",
            auditor,
            Map.of("view", view, "from", from.strip(), "to", to == null ? "now" : to.strip()));
    return reads.<ViewChanges, ViewChangesView>ask(
        read, new FindViewChanges(view, begin, end, after, limit), ViewChangesView::of);
  }
}
