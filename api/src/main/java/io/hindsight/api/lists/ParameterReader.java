package io.hindsight.api.lists;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers the parameters of a list as one object. */
@Component
final class ParameterReader implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private static final Map<Class<?>, Function<Query, Object>> KINDS =
      Map.of(
          ListParameters.class, ListParameters::of,
          PersonalParameters.class, PersonalParameters::of);

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return KINDS.containsKey(parameter.getParameterType());
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binders) {
    Function<Query, Object> kind = KINDS.get(parameter.getParameterType());
    HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
    if (kind == null || request == null) {
      throw new IllegalStateException("no parameters of type " + parameter.getParameterType());
    }
    return kind.apply(new Query(request));
  }
}
