package io.hindsight.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses parameters that nobody reads: a mistyped filter would filter nothing, in silence. */
@Component
public final class KnownParameters implements HandlerInterceptor, WebMvcConfigurer {
  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).addPathPatterns("/v1/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
      Set<String> names = known.computeIfAbsent(method.getMethod(), KnownParameters::names);
      if (!names.containsAll(request.getParameterMap().keySet())) {
        throw ApiProblem.badRequest(
            "parameter-unknown",
            "The request has a parameter that is not known here.",
            names.isEmpty()
                ? "There are none here."
                : "Use only " + String.join(", ", names) + ".");
      }
    }
    return true;
  }

  private static Set<String> names(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(RequestParam.class)) {
        names.add(parameter.getName());
      } else if (parameter.isAnnotationPresent(ParameterObject.class)) {
        for (RecordComponent component : parameter.getType().getRecordComponents()) {
          names.add(component.getName());
        }
      }
    }
    return names;
  }
}
