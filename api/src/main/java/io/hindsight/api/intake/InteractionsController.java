package io.hindsight.api.intake;

import io.hindsight.api.positions.RecentWrites;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.Reply;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Interactions", description = "What people did with items.")
@RestController
@RequestMapping(path = "/v1/interactions", produces = MediaType.APPLICATION_JSON_VALUE)
class InteractionsController {
  private final Intake intake;
  private final Writes writes;
  private final RecentWrites recent;

  InteractionsController(Intake intake, Writes writes, RecentWrites recent) {
    this.intake = intake;
    this.writes = writes;
    this.recent = recent;
  }

  @Operation(
      summary = "Records interactions",
      description =
          "One object, an array (at most 10,000 elements and 8 MB, read as a whole before anything"
              + " is stored), or NDJSON of any length. What is answered as accepted is durable.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {InteractionBody.class, InteractionBody[].class})),
        @Content(
            mediaType = Intake.NDJSON,
            schema = @Schema(implementation = InteractionBody.class))
      })
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON})
  ResponseEntity<IntakeAnswer> record(HttpServletRequest request) {
    return intake.take(request, InteractionRecords.LANE);
  }

  @Operation(
      summary = "Retracts an interaction",
      description = "From then on everything is as if it had never happened.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @DeleteMapping("/{id}")
  ResponseEntity<Intake.Change> retract(@PathVariable String id) {
    InteractionId interaction = Named.id("id", id, InteractionId::new);
    Reply.Done done = writes.decide(new RetractInteraction(interaction), ApiProblem::of);
    // Whose interaction it was is not known here, and retractions are rare.
    recent.rememberForEveryone(done.position());
    return new Intake.Change(done.position().value(), done.changed()).accepted();
  }
}
