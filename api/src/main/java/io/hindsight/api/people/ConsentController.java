package io.hindsight.api.people;

import static java.util.Objects.requireNonNull;

import io.hindsight.api.intake.Intake;
import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.RecentWrites;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.consent.ChangeConsent;
import io.hindsight.contracts.consent.Consent;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.queries.ViewQuery.FindConsent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Users", description = "Persons: profiles and histories.")
@RestController
@RequestMapping(path = "/v1/users/{id}/consent", produces = MediaType.APPLICATION_JSON_VALUE)
class ConsentController {
  private final Intake intake;
  private final Writes writes;
  private final Reads reads;
  private final RecentWrites recent;

  ConsentController(Intake intake, Writes writes, Reads reads, RecentWrites recent) {
    this.intake = intake;
    this.writes = writes;
    this.reads = reads;
    this.recent = recent;
  }

  /**
   * A changed consent.
   *
   * @param changed false where it was so already
   */
  record Changed(String consent, boolean changed, long position) {}

  @Operation(
      summary = "Says what a person allows",
      description =
          "full; limited: recorded, but nothing is learned from it and it shapes no list; none:"
              + " not recorded either. Holds from the next request on.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = ConsentView.class)))
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Changed> put(@PathVariable String id, HttpServletRequest request) {
    UserId user = Named.id("id", id, UserId::new);
    Consent consent = requireNonNull(intake.one(request, ConsentRecords::parse).consent());
    Reply.Done done = writes.decide(new ChangeConsent(user, consent), ApiProblem::inBody);
    recent.remember(Writer.of(user), done.position());
    return Writes.at(ResponseEntity.accepted(), done.position())
        .body(new Changed(consent.wireName(), done.changed(), done.position().value()));
  }

  @Operation(
      summary = "Shows what a person allows",
      description = "full for whoever never said anything.")
  @GetMapping
  ResponseEntity<ConsentView> get(
      @PathVariable String id,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    UserId user = Named.id("id", id, UserId::new);
    return reads.ask(
        AsOf.of(asOf),
        position,
        Writer.of(user),
        atLeast -> new FindConsent(user, atLeast),
        ConsentView::of);
  }
}
