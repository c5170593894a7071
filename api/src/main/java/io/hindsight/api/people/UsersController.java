package io.hindsight.api.people;

import io.hindsight.api.intake.Intake;
import io.hindsight.api.intake.IntakeAnswer;
import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writer;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Users", description = "Persons: profiles and histories.")
@RestController
@RequestMapping(path = "/v1/users", produces = MediaType.APPLICATION_JSON_VALUE)
class UsersController {
  private final Intake intake;
  private final Reads reads;

  UsersController(Intake intake, Reads reads) {
    this.intake = intake;
    this.reads = reads;
  }

  @Operation(
      summary = "Creates or revises profiles",
      description = "One object, an array, or NDJSON. Equal details count as duplicates.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {UserBody.class, UserBody[].class})),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(implementation = UserBody.class))
      })
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON})
  ResponseEntity<IntakeAnswer> record(HttpServletRequest request) {
    return intake.take(request, UserRecords.LANE);
  }

  @Operation(summary = "Creates or revises one profile")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = UserBody.class)))
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Intake.Change> put(@PathVariable String id, HttpServletRequest request) {
    UserId user = Named.id("id", id, UserId::new);
    ProfileDraft draft = intake.one(request, UserRecords::parse);
    Named.requireSame("userId", draft.userId(), user.value());
    ProfileDraft named =
        new ProfileDraft(
            0, user.value(), draft.name(), draft.email(), draft.attributes(), draft.preferences());
    return intake.takeOne(named, UserRecords.LANE).accepted();
  }

  @Operation(summary = "Shows a profile")
  @GetMapping("/{id}")
  ResponseEntity<UserView> get(
      @PathVariable String id,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    UserId user = Named.id("id", id, UserId::new);
    return reads.ask(
        AsOf.of(asOf),
        position,
        Writer.of(user),
        atLeast -> new FindProfile(user, atLeast),
        UserView::of);
  }

  @Operation(
      summary = "Pages through what a user did, newest first",
      description = "Empty for a user who was never seen.")
  @GetMapping("/{id}/history")
  ResponseEntity<HistoryView> history(
      @PathVariable String id,
      @RequestParam(defaultValue = "50") @Min(1) @Max(1000) int limit,
      @RequestParam(required = false) @Size(max = 1000) @Nullable String after,
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @Parameter(description = AsOf.OCCURRED_ABOUT) @RequestParam(required = false)
          @Nullable String occurredAsOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    UserId user = Named.id("id", id, UserId::new);
    return reads.ask(
        AsOf.of(asOf, occurredAsOf),
        position,
        Writer.of(user),
        atLeast -> new FindHistory(user, limit, after, atLeast),
        HistoryView::of);
  }
}
