# Libraries that are not ours, as targets. All are SYSTEM includes: their warnings are not our errors.

# What is used as sources has the version that .setup/downloads.txt pins, whatever else lies in the cache folder.
set(DOWNLOADS ${CMAKE_SOURCE_DIR}/.setup/downloads.txt)
function(tr_pinned name file pattern)
  file(STRINGS ${DOWNLOADS} row REGEX "^sources +${name} ")
  string(REGEX REPLACE "^sources +${name} +([^ ]+) .*" "\\1" wanted "${row}")
  set(found "")
  if(EXISTS ${file})
    file(STRINGS ${file} line REGEX "${pattern}" LIMIT_COUNT 1)
    string(REGEX REPLACE ".*\"([^\"]+)\".*" "\\1" found "${line}")
  endif()
  if(NOT found STREQUAL wanted)
    message(FATAL_ERROR "${name} ${wanted} is needed (.setup/downloads.txt), ${file} says '${found}'. Run ./setup.")
  endif()
  set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${DOWNLOADS} ${file})
  set(TR_PINNED_${name} ${wanted} PARENT_SCOPE)
endfunction()
tr_pinned(imgui ${TOOLCHAIN_DIR}/imgui/imgui.h "^#define IMGUI_VERSION ")
tr_pinned(md4c ${TOOLCHAIN_DIR}/md4c/CMakeLists.txt "^ *VERSION ")
if(NOT EMSCRIPTEN)
  tr_pinned(httplib ${TOOLCHAIN_DIR}/httplib/httplib.h "^#define CPPHTTPLIB_VERSION ")
endif()

# nlohmann/json, from Debian's package, or where `setup --wasm-only` has put its headers. In WebAssembly it is built
# without exceptions.
find_path(JSON_INCLUDE nlohmann/json.hpp PATHS /usr/include ${TOOLCHAIN_DIR}/headers/usr/include
  NO_CMAKE_FIND_ROOT_PATH REQUIRED)
# Only its own folder is added: /usr/include as a whole must not be searched in a WebAssembly build.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/third_party/include)
file(CREATE_LINK ${JSON_INCLUDE}/nlohmann ${CMAKE_BINARY_DIR}/third_party/include/nlohmann SYMBOLIC)
add_library(nlohmann_json INTERFACE)
target_include_directories(nlohmann_json SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/third_party/include)

# Boost.UUID, found as nlohmann/json, for the ids of STIX. Headers only; it works without exceptions and RTTI.
find_path(BOOST_INCLUDE boost/uuid/uuid.hpp PATHS /usr/include ${TOOLCHAIN_DIR}/headers/usr/include
  NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/third_party/boost)
file(CREATE_LINK ${BOOST_INCLUDE}/boost ${CMAKE_BINARY_DIR}/third_party/boost/boost SYMBOLIC)
add_library(boost_uuid INTERFACE)
target_include_directories(boost_uuid SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/third_party/boost)

# What no test measures is compiled without optimisation where tests are built: two to three times as fast.
if(BUILD_TESTING)
  set(TR_UNOPTIMISED -O0)
endif()

# Dear ImGui, from sources (see setup). Its own allocations, assertions and windows we do not use are cut, and so is its
# reader of font files: with FREETYPE it asks for a loader instead, which is widgets/kit/fonts.cc.
set(IMGUI ${TOOLCHAIN_DIR}/imgui)
add_library(imgui STATIC ${IMGUI}/imgui.cpp ${IMGUI}/imgui_draw.cpp ${IMGUI}/imgui_tables.cpp ${IMGUI}/imgui_widgets.cpp
  .setup/imgui_version.cc)
set_source_files_properties(.setup/imgui_version.cc PROPERTIES COMPILE_DEFINITIONS TR_IMGUI_VERSION="${TR_PINNED_imgui}")
target_include_directories(imgui SYSTEM PUBLIC ${IMGUI} ${IMGUI}/backends)
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_USE_WCHAR32
    IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_FILE_FUNCTIONS
    IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS IMGUI_ENABLE_FREETYPE)
target_compile_options(imgui PRIVATE -w ${TR_UNOPTIMISED})
if(EMSCRIPTEN)
  target_sources(imgui PRIVATE ${IMGUI}/backends/imgui_impl_opengl3.cpp)
  target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
  set(GL_STATE ${CMAKE_SOURCE_DIR}/widgets/stage/gl_state.h)  # says why
  set_source_files_properties(${IMGUI}/backends/imgui_impl_opengl3.cpp PROPERTIES
    COMPILE_OPTIONS "-include;${GL_STATE}" OBJECT_DEPENDS ${GL_STATE})
endif()

# md4c, from sources (see setup). Its writer of HTML and its table of entities are left out.
add_library(md4c STATIC ${TOOLCHAIN_DIR}/md4c/src/md4c.c)
target_include_directories(md4c SYSTEM PUBLIC ${TOOLCHAIN_DIR}/md4c/src)
target_compile_options(md4c PRIVATE -w ${TR_UNOPTIMISED} $<$<CONFIG:MinSizeRel>:-Oz> $<$<CONFIG:MinSizeRel>:-flto>)

# GoogleTest, from Debian's source package, with the compiler and C++ library of the build at hand.
if(BUILD_TESTING)
  set(GTEST /usr/src/googletest)
  add_library(gtest STATIC ${GTEST}/googletest/src/gtest-all.cc ${GTEST}/googletest/src/gtest_main.cc)
  target_include_directories(gtest SYSTEM PUBLIC ${GTEST}/googletest/include PRIVATE ${GTEST}/googletest)
  target_compile_options(gtest PRIVATE -w ${TR_UNOPTIMISED})
  if(EMSCRIPTEN)
    target_compile_definitions(gtest PUBLIC GTEST_HAS_EXCEPTIONS=0 GTEST_HAS_RTTI=0 GTEST_HAS_PTHREAD=0
        GTEST_HAS_DEATH_TEST=0)
  endif()
endif()

if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  find_package(SQLite3 REQUIRED)
  find_package(OpenSSL REQUIRED)
  find_library(LIBEDIT edit REQUIRED)
  add_library(libedit INTERFACE)
  target_link_libraries(libedit INTERFACE ${LIBEDIT})
  add_library(httplib INTERFACE)
  target_include_directories(httplib SYSTEM INTERFACE ${TOOLCHAIN_DIR}/httplib)
  # Here and not in a source, so that all sources have the same library. More connections at once than wait in
  # the backlog are tried again a second later; a page opens more than five.
  target_compile_definitions(httplib INTERFACE CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_LISTEN_BACKLOG=512)
  target_link_libraries(httplib INTERFACE Threads::Threads OpenSSL::SSL)
endif()
