package io.hindsight.api.audit;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.audit.LogIntegrity.State;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindIntegrity;
import io.hindsight.contracts.queries.AuditQuery.ProveEvent;
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

@Tag(name = "Audit")
@RestController
@RequestMapping(path = "/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
class IntegrityController {
  private final Reads reads;
  private final AuditReads recorded;

  IntegrityController(Reads reads, AuditReads recorded) {
    this.reads = reads;
    this.recorded = recorded;
  }

  @Operation(
      summary = "Tells how far the log is sealed",
      description = "Keep the digest somewhere else: it vouches for the whole log up to there.")
  @GetMapping("/integrity")
  Eventual<IntegrityView.Integrity> integrity() {
    return reads.<State, IntegrityView.Integrity>audit(
        new FindIntegrity(), IntegrityView.Integrity::of);
  }

  @Operation(
      summary = "Compares the log with its seals",
      description =
          "Some hundred thousand events at a time: go on with next until there is none. known is"
              + " the digest of a seal that you kept.")
  @PostMapping("/integrity/check")
  Eventual<IntegrityView.Check> check(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String known,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    LogPosition start = Named.position("after", after);
    if (known != null && !known.matches("[0-9a-f]{64}")) {
      throw ApiProblem.badParameter(
          "known",
          "parameter-invalid",
          "known is no digest of a seal.",
          "Give the 64 hex digits that /v1/audit/integrity showed.");
    }
    LogPosition from = start == null ? LogPosition.START : start;
    return recorded.<Checked, IntegrityView.Check>ask(
        recorded.read("integrity-check", auditor, Map.of("after", from.toString())),
        new CheckIntegrity(from, known),
        IntegrityView.Check::of);
  }

  @Operation(
      summary = "Proves that an event is under a seal",
      description =
          "With the event as it is hashed. ./hindsight integrity --proof checks it without a"
              + " server.")
  @GetMapping("/events/{position}/proof")
  Eventual<IntegrityView.Proof> proof(
      @PathVariable String position,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    LogPosition wanted = Named.requiredPosition("position", position);
    return recorded.<InclusionProof, IntegrityView.Proof>ask(
        recorded.read("proof", auditor, Map.of("position", wanted.toString())),
        new ProveEvent(wanted),
        IntegrityView.Proof::of);
  }
}
