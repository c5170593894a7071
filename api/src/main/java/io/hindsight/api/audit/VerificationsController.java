package io.hindsight.api.audit;

import io.hindsight.api.positions.Eventual;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.AuditAnswer.Verification;
import io.hindsight.contracts.queries.AuditQuery.FindVerification;
import io.hindsight.contracts.queries.VerifyView;
import io.hindsight.contracts.queries.VerifyView.Step;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Audit", description = "What was shown, to whom and why, by the log.")
@RestController
@RequestMapping(path = "/v1/audit/projections/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
class VerificationsController {
  private static final String NAME = "[a-z][a-z-]{0,63}";

  private final AuditReads reads;
  private final Writes writes;

  VerificationsController(AuditReads reads, Writes writes) {
    this.reads = reads;
    this.writes = writes;
  }

  @Operation(
      summary = "Builds a view again from the log and compares it with the live one",
      description = "In the background, beside the live one, which goes on answering.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping("/verify")
  ResponseEntity<VerificationView.Step> verify(@PathVariable @Pattern(regexp = NAME) String name) {
    return step(name, Step.START);
  }

  @Operation(
      summary = "Shows how far a view's verification is, and what it found",
      description =
          "Also each row that differs, with the first event that explains it. That rows were shown is"
              + " itself an event.")
  @GetMapping("/verification")
  Eventual<VerificationView> verification(
      @PathVariable @Pattern(regexp = NAME) String name,
      @RequestHeader(name = AuditReads.AUDITOR, required = false) @Nullable String auditor) {
    return reads.<Verification, VerificationView>askAndRecord(
        reads.read("verification", auditor, Map.of("view", name)),
        new FindVerification(name),
        found -> !found.rows().isEmpty(),
        VerificationView::of);
  }

  @Operation(summary = "Pauses a verification", description = "It stays paused over a restart.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping("/verification/pause")
  ResponseEntity<VerificationView.Step> pause(@PathVariable @Pattern(regexp = NAME) String name) {
    return step(name, Step.PAUSE);
  }

  @Operation(summary = "Goes on with a paused verification")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping("/verification/resume")
  ResponseEntity<VerificationView.Step> resume(@PathVariable @Pattern(regexp = NAME) String name) {
    return step(name, Step.RESUME);
  }

  @Operation(
      summary = "Lets the rebuilt view take the place of the live one",
      description = "Where they differ. It first catches up with the log.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping("/verification/switch")
  ResponseEntity<VerificationView.Step> switchTo(
      @PathVariable @Pattern(regexp = NAME) String name) {
    return step(name, Step.SWITCH);
  }

  @Operation(summary = "Lets go of a verification and of the view that was built for it")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @DeleteMapping("/verification")
  ResponseEntity<VerificationView.Step> discard(@PathVariable @Pattern(regexp = NAME) String name) {
    return step(name, Step.DISCARD);
  }

  private ResponseEntity<VerificationView.Step> step(String name, Step step) {
    Reply.Done done = writes.decide(new VerifyView(name, step), ApiProblem::of);
    return Writes.at(ResponseEntity.accepted(), done.position())
        .body(new VerificationView.Step(name, done.revision(), done.position().value()));
  }
}
