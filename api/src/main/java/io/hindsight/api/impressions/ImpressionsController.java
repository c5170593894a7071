package io.hindsight.api.impressions;

import io.hindsight.api.intake.Intake;
import io.hindsight.api.intake.IntakeAnswer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Impressions", description = "What people were shown, and by which chance.")
@RestController
@RequestMapping(path = "/v1/impressions", produces = MediaType.APPLICATION_JSON_VALUE)
class ImpressionsController {
  private final Intake intake;

  ImpressionsController(Intake intake) {
    this.intake = intake;
  }

  @Operation(
      summary = "Records impressions",
      description =
          "One object, an array (at most 10,000 elements and 8 MB, read as a whole before anything"
              + " is stored), or NDJSON of any length. What is answered as accepted is durable."
              + " unknownItems and unknownUsers count impressions.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {ImpressionBody.class, ImpressionBody[].class})),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(implementation = ImpressionBody.class))
      })
  @ResponseStatus(HttpStatus.ACCEPTED)
  @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON})
  ResponseEntity<IntakeAnswer> record(HttpServletRequest request) {
    return intake.take(request, ImpressionRecords.LANE);
  }
}
