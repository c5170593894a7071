package io.hindsight.api.models;

import io.hindsight.api.intake.Intake;
import io.hindsight.api.positions.AsOf;
import io.hindsight.api.positions.Positions;
import io.hindsight.api.positions.Reads;
import io.hindsight.api.positions.Writes;
import io.hindsight.api.problem.ApiProblem;
import io.hindsight.contracts.ids.TrainingId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.models.ModelCommand.RequestTraining;
import io.hindsight.contracts.models.TrainingRules;
import io.hindsight.contracts.queries.ViewQuery.FindModels;
import io.hindsight.contracts.time.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Models", description = "Models, their versions, and training.")
@RestController
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ModelsController {
  private final Intake intake;
  private final Writes writes;
  private final Reads reads;
  private final Ids ids;
  private final InstantSource clock;
  private final Supplier<LogPosition> head;
  private final TrainingRules rules;

  ModelsController(
      Intake intake,
      Writes writes,
      Reads reads,
      Ids ids,
      InstantSource clock,
      Supplier<LogPosition> head,
      TrainingRules rules) {
    this.intake = intake;
    this.writes = writes;
    this.reads = reads;
    this.ids = ids;
    this.clock = clock;
    this.head = head;
    this.rules = rules;
  }

  @Operation(
      summary = "Trains a model anew",
      description = "In the background; the new version takes over without a gap.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = TrainingBody.class)))
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping(path = "/trainings", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ModelView.Requested> train(HttpServletRequest request) {
    TrainingRecords.Draft draft = intake.one(request, TrainingRecords::parse);
    rules
        .judge(draft.algorithm(), draft.settings())
        .map(ApiProblem::inBody)
        .ifPresent(
            problem -> {
              throw problem;
            });
    TrainingId training = new TrainingId(ids.next());
    long seed = draft.seed() == null ? ids.nextSeed() : draft.seed();
    LogPosition upTo = head.get();
    Reply.Done done =
        writes.decide(
            new RequestTraining(
                training, draft.algorithm(), draft.settings(), seed, upTo, clock.instant()),
            ApiProblem::inBody);
    return Writes.at(ResponseEntity.accepted(), done.position())
        .body(
            new ModelView.Requested(
                training.value(),
                draft.algorithm(),
                done.revision(),
                seed,
                upTo.value(),
                done.position().value()));
  }

  @Operation(summary = "Shows all versions of all models, with their provenance")
  @GetMapping("/models")
  ResponseEntity<ModelView.All> all(
      @Parameter(description = AsOf.ABOUT) @RequestParam(required = false) @Nullable String asOf,
      @RequestHeader(name = Positions.HEADER, required = false) @Nullable String position) {
    return reads.ask(AsOf.of(asOf), position, null, FindModels::new, ModelView.All::of);
  }
}
