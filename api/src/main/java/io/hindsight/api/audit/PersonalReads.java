package io.hindsight.api.audit;

import io.hindsight.api.positions.AsOf;
import io.hindsight.api.problem.Named;
import io.hindsight.contracts.ids.UserId;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * An auditor may read of a person where front ends do: whoever says that they are one, or asks for
 * a person's past, is recorded as with the reads that are for auditors alone.
 */
@Component
final class PersonalReads implements HandlerInterceptor, WebMvcConfigurer {
  private static final String OF_A_PERSON = "/v1/users/{id}";

  private final AuditReads reads;

  PersonalReads(AuditReads reads) {
    this.reads = reads;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/v1/users/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String id = isFirst(request) ? id(request) : null;
    if (id != null) {
      String auditor = request.getHeader(AuditReads.AUDITOR);
      Map<String, String> about = moment(request);
      if (auditor != null || !about.isEmpty()) {
        reads.recordNow(reads.read(what(request), auditor, about, Named.id("id", id, UserId::new)));
      }
    }
    return true;
  }

  /** An answer that comes later comes by here again. */
  private static boolean isFirst(HttpServletRequest request) {
    return request.getDispatcherType() == DispatcherType.REQUEST
        && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
  }

  private static @Nullable String id(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("id") instanceof String id
        ? id
        : null;
  }

  /** Refuses what names no moment, as the read itself would. */
  private static Map<String, String> moment(HttpServletRequest request) {
    String asOf = request.getParameter("asOf");
    String occurredAsOf = request.getParameter("occurredAsOf");
    AsOf.of(asOf, occurredAsOf);
    Map<String, String> named = new TreeMap<>();
    if (asOf != null) {
      named.put("asOf", asOf.strip());
    }
    if (occurredAsOf != null) {
      named.put("occurredAsOf", occurredAsOf.strip());
    }
    return named;
  }

  /** The path's last part: history, features, recommendations, consent, export; or a profile. */
  private static String what(HttpServletRequest request) {
    String path =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    return path.length() > OF_A_PERSON.length()
        ? path.substring(OF_A_PERSON.length() + 1)
        : "profile";
  }
}
