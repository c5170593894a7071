package io.hindsight.api.json;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How answers are written. */
@Configuration(proxyBeanMethods = false)
class JsonAnswers {
  @Bean
  ServerHttpMessageConvertersCustomizer wholeAnswers(JsonMapper mapper) {
    return converters -> converters.withJsonConverter(new WholeJsonConverter(mapper));
  }
}
