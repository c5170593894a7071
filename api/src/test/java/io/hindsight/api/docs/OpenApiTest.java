package io.hindsight.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.log.LogPosition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description says what the controllers do, no more and no less. */
class OpenApiTest extends HttpTest {
  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @BeforeEach
  void countOnly() {
    IntakeReceipt none = new IntakeReceipt(0, 0, 0, 0, 0, List.of(), List.of(), new LogPosition(1));
    stub.when(RecordInteractions.class, c -> none);
    stub.when(RecordImpressions.class, c -> none);
    stub.when(ListItems.class, c -> none);
    stub.when(RecordProfiles.class, c -> none);
  }

  private JsonNode document() {
    Got got = get("/openapi.json");
    assertThat(got.status()).as(got.response().body()).isEqualTo(200);
    return got.json();
  }

  @Test
  void everyMappingIsDescribedAndNothingElse() {
    Set<String> mapped = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (info, method) -> {
              for (String path : info.getPatternValues()) {
                if (path.equals("/") || path.startsWith("/v1")) {
                  assertThat(info.getMethodsCondition().getMethods()).as(path).isNotEmpty();
                  info.getMethodsCondition().getMethods().forEach(m -> mapped.add(m + " " + path));
                }
              }
            });
    Set<String> described = new TreeSet<>();
    JsonNode paths = document().path("paths");
    for (String path : paths.propertyNames()) {
      for (String method : paths.path(path).propertyNames()) {
        described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }

    assertThat(mapped).hasSizeGreaterThan(20);
    assertThat(described).isEqualTo(mapped);
  }

  @Test
  void everyOperationSaysHowItMayFailAndWhatItAnswers() {
    JsonNode paths = document().path("paths");
    for (String path : paths.propertyNames()) {
      for (String method : METHODS) {
        JsonNode operation = paths.path(path).path(method);
        if (operation.isMissingNode()) {
          continue;
        }
        String name = method + " " + path;
        assertThat(operation.path("summary").asString("")).as(name).isNotBlank();
        JsonNode responses = operation.path("responses");
        assertThat(responses.propertyNames()).as(name).contains("400", "406", "500", "503");
        assertThat(responses.propertyNames().stream().filter(s -> s.startsWith("2")))
            .as(name)
            .hasSize(1);
        if (operation.has("requestBody")) {
          assertThat(responses.propertyNames()).as(name).contains("413", "415");
          assertThat(
                  operation.path("requestBody").path("content").path(JSON).path("schema").isEmpty())
              .as(name)
              .isFalse();
        }
        for (String status : responses.propertyNames()) {
          JsonNode content = responses.path(status).path("content");
          if (status.startsWith("2")) {
            assertThat(content.propertyNames()).as(name).containsExactly(JSON);
          } else {
            assertThat(
                    content
                        .path("application/problem+json")
                        .path("schema")
                        .path("$ref")
                        .asString(""))
                .as(name + " " + status)
                .isEqualTo("#/components/schemas/Problem");
          }
        }
      }
    }
  }

  @Test
  void problemsAreDescribed() {
    assertThat(
            document()
                .path("components")
                .path("schemas")
                .path("Problem")
                .path("properties")
                .propertyNames())
        .contains("type", "title", "status", "detail", "code", "remedy", "traceId");
  }

  @ParameterizedTest
  @CsvSource({
    "Interaction,/v1/interactions",
    "Impression,/v1/impressions",
    "Item,/v1/items",
    "User,/v1/users",
    "PlacementSettings,/v1/placements",
    "TrainingRequest,/v1/trainings"
  })
  void theFieldsDescribedAreTheFieldsRead(String schema, String path) {
    JsonNode described =
        document().path("components").path("schemas").path(schema).path("properties");
    String remedy =
        post(path, JSON, "{\"no such field\":1}")
            .problem(400, "field-unknown")
            .path("remedy")
            .asString();

    assertThat(described.propertyNames())
        .containsExactlyInAnyOrder(remedy.replace("use only ", "").split(", "));
  }

  @Test
  void parametersSayTheirBounds() {
    JsonNode parameters =
        document()
            .path("paths")
            .path("/v1/users/{id}/recommendations")
            .path("get")
            .path("parameters");
    assertThat(parameters.toString())
        .contains(
            "\"name\":\"n\"", "\"maximum\":100", "\"name\":\"category\"", "Hindsight-Position");
  }

  @Test
  void theIndexLeadsToTheDescription() {
    JsonNode index = get("/").json();

    assertThat(index.path("name").asString()).isEqualTo("Hindsight");
    assertThat(index.path("version").asString()).isNotBlank();
    assertThat(get(index.path("links").path("openapi").asString()).json().has("paths")).isTrue();
    assertThat(get(index.path("links").path("docs").asString()).status()).isEqualTo(302);
    assertThat(index.path("links").propertyNames())
        .containsExactly("docs", "openapi", "health", "metrics");
  }

  @Test
  void peopleFindAPageToRead() {
    Got page = get("/docs");
    assertThat(page.status()).isEqualTo(302);
    Got target = get(page.header("Location").replaceFirst("^https?://[^/]+", ""));
    assertThat(target.status()).isEqualTo(200);
    assertThat(target.header("Content-Type")).startsWith("text/html");
  }
}
