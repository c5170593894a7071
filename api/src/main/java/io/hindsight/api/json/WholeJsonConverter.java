package io.hindsight.api.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an answer once it is whole, and so with its length. In chunks it would take one more
 * system call, the dearest part of a short answer; and an object that fails half-way could no
 * longer become a problem.
 */
final class WholeJsonConverter extends JacksonJsonHttpMessageConverter {
  private static final int ROOM = 4_096;

  WholeJsonConverter(JsonMapper mapper) {
    super(mapper);
  }

  @Override
  protected void writeInternal(
      Object object,
      ResolvableType type,
      HttpOutputMessage answer,
      @Nullable Map<String, Object> hints)
      throws IOException {
    Whole whole = new Whole(answer.getHeaders(), new ByteArrayOutputStream(ROOM));
    super.writeInternal(object, type, whole, hints);
    answer.getHeaders().setContentLength(whole.body.size());
    whole.body.writeTo(answer.getBody());
  }

  private record Whole(HttpHeaders headers, ByteArrayOutputStream body)
      implements HttpOutputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public ByteArrayOutputStream getBody() {
      return body;
    }
  }
}
