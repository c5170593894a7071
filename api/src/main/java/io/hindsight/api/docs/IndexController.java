package io.hindsight.api.docs;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever meets the server without having read anything. */
@Tag(name = "Index", description = "Where to go from here.")
@RestController
class IndexController {
  private static final Index INDEX =
      new Index(
          "Hindsight",
          Objects.requireNonNullElse(
              IndexController.class.getPackage().getImplementationVersion(), "unpackaged"),
          new Links("/docs", "/openapi.json", "/actuator/health", "/actuator/prometheus"));

  /**
   * @param version of the server; that of the API is in its paths
   */
  @Schema(name = "Index")
  record Index(String name, String version, Links links) {}

  /** Paths on this server. */
  @Schema(name = "IndexLinks")
  record Links(String docs, String openapi, String health, String metrics) {}

  @Operation(summary = "Says what this server is, and where its description is")
  @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
  Index index() {
    return INDEX;
  }
}
