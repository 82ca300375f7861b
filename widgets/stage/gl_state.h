// Read before Dear ImGui's OpenGL backend, which asks the context for its state in every frame so that it can
// put it back. A browser answers some of these questions only when everything drawn so far is done: up to a
// tenth of a second with a software renderer. Nobody else draws with our context, and each frame sets what it
// needs, so the state that is put back is a new context's, and the context is not asked.
#pragma once

#include <GLES3/gl3.h>

namespace stage {

inline void known_state(GLenum name, GLint* out) {
  switch (name) {
    case GL_MAJOR_VERSION:
    case GL_MINOR_VERSION:
    case GL_MAX_TEXTURE_SIZE:
    case GL_NUM_EXTENSIONS:
      return glGetIntegerv(name, out);  // of the context itself; asked once
    case GL_ACTIVE_TEXTURE:
      *out = GL_TEXTURE0;
      return;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *out = GL_FUNC_ADD;
      return;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
      *out = GL_ONE;
      return;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      out[0] = out[1] = out[2] = out[3] = 0;
      return;
    default:  // nothing bound, nothing blended in
      *out = 0;
  }
}

}  // namespace stage

#define glGetIntegerv stage::known_state
