package io.hindsight.api.docs;

import io.hindsight.api.positions.Positions;
import io.hindsight.api.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds to the description what the controllers cannot say: how every request may fail. */
@Configuration(proxyBeanMethods = false)
public class OpenApiDescription {
  @Bean
  OpenAPI hindsightApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Hindsight")
                .version("v1")
                .description(
                    "The recommendation backend that remembers. Every write answers with the"
                        + " position of the log after it; a read that carries it back in the header"
                        + " Hindsight-Position sees that write. Errors are RFC 9457 problem details"
                        + " with a stable code and a remedy.")
                .license(new License().name("Apache-2.0")));
  }

  @Bean
  OpenApiCustomizer problems() {
    return api -> {
      ModelConverters.getInstance(true)
          .read(Problem.class)
          .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
      api.getPaths()
          .values()
          .forEach(path -> path.readOperationsMap().forEach((method, of) -> add(method, of)));
    };
  }

  private static void add(PathItem.HttpMethod method, Operation operation) {
    Map<String, String> problems = new LinkedHashMap<>();
    problems.put("400", "Something in the request is wrong; its code says what.");
    boolean named =
        operation.getParameters() != null
            && operation.getParameters().stream().anyMatch(p -> "path".equals(p.getIn()));
    boolean write = method != PathItem.HttpMethod.GET;
    if (named || !write) {
      problems.put("404", "What the path or a parameter names is unknown.");
    }
    problems.put("406", "Only JSON is answered.");
    if (write) {
      problems.put("409", "It contradicts what is there.");
    }
    if (operation.getRequestBody() != null) {
      problems.put("408", "The body did not arrive in time.");
      problems.put("413", "The body is too large.");
      problems.put("415", "The body's media type or encoding is not understood.");
    }
    problems.put("500", "A fault of the server's; the trace id finds it.");
    problems.put(
        "503", "Not now: overloaded, or the position asked for was not reached. Try again.");
    problems.forEach(
        (status, text) -> operation.getResponses().addApiResponse(status, problem(text)));
    operation
        .getResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                response.addHeaderObject(
                    write ? Positions.HEADER : Positions.REACHED, position(write));
              }
            });
  }

  private static Header position(boolean write) {
    return new Header()
        .description(
            write
                ? "Where the log stood after the write."
                : "Only where the answer does not yet include a write made here just before: what"
                    + " it does include.")
        .schema(new IntegerSchema().format("int64"));
  }

  private static ApiResponse problem(String text) {
    Schema<?> reference = new Schema<>().$ref("#/components/schemas/Problem");
    return new ApiResponse()
        .description(text)
        .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(reference)));
  }
}
