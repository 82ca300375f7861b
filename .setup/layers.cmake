# A layer: one folder of widgets/ or web/, one target, one list of what it may include.
#
#   tr_layer(NAME <target> [FOLDER <folder>] SOURCES <file>... [LINKS <target>...])
#
# A layer's headers are reached as "<folder>/<header>.h", through a folder of links that holds this layer
# alone. So a header of a layer that is not linked is not found, and a wrong include does not compile.
set(TR_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Wimplicit-fallthrough -Wextra-semi -Wzero-as-null-pointer-constant -Wsuggest-override
    -Wrange-loop-analysis
    # Members that are left out have their defaults: that is what designated initialisers are for here.
    -Wno-missing-designated-field-initializers -Werror)

# The standard library's headers are read once for all layers: reading them takes longer than compiling most
# sources. (<locale> is among them because clang 19 refuses to read it behind the others.)
file(WRITE ${CMAKE_BINARY_DIR}/standard_headers.cc "")
add_library(standard_headers OBJECT ${CMAKE_BINARY_DIR}/standard_headers.cc)
target_precompile_headers(standard_headers PRIVATE <algorithm> <array> <cmath> <cstdint> <expected> <functional>
  <locale> <map> <memory> <optional> <set> <string> <string_view> <utility> <variant> <vector>)

function(tr_layer)
  cmake_parse_arguments(LAYER "" "NAME;FOLDER" "SOURCES;LINKS" ${ARGN})
  if(NOT LAYER_FOLDER)
    set(LAYER_FOLDER ${LAYER_NAME})
  endif()
  set(root ${CMAKE_BINARY_DIR}/layers/${LAYER_FOLDER})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${LAYER_FOLDER} SYMBOLIC)
  add_library(${LAYER_NAME} STATIC ${LAYER_SOURCES})
  target_include_directories(${LAYER_NAME} PUBLIC ${root})
  target_compile_options(${LAYER_NAME} PRIVATE ${TR_WARNINGS})
  target_precompile_headers(${LAYER_NAME} REUSE_FROM standard_headers)
  target_link_libraries(${LAYER_NAME} PUBLIC ${LAYER_LINKS})
endfunction()

# A module of drawn surfaces: <NAME>.js, an ES module that makes one instance, and <NAME>.wasm beside it.
#
#   tr_module(<target> NAME <name> SOURCES <file>... LINKS <target>... [LIBRARIES <file of shims/library>...]
#     [OPTIONS <linker option>...])
function(tr_module target)
  cmake_parse_arguments(MODULE "" "NAME" "SOURCES;LINKS;LIBRARIES;OPTIONS" ${ARGN})
  set(exports ${CMAKE_SOURCE_DIR}/widgets/app/exports.txt)
  set(depends ${exports} ${CMAKE_SOURCE_DIR}/shims/library/idna.js)
  add_executable(${target} ${MODULE_SOURCES})
  foreach(library gl.js glyphs.js intl.js page.js ${MODULE_LIBRARIES})
    set(file ${CMAKE_SOURCE_DIR}/shims/library/${library})
    target_link_options(${target} PRIVATE --js-library=${file})
    list(APPEND depends ${file})
  endforeach()
  target_compile_options(${target} PRIVATE ${TR_WARNINGS})
  target_link_libraries(${target} PRIVATE ${MODULE_LINKS})
  target_link_options(${target} PRIVATE
    -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web -sFILESYSTEM=0 --no-entry
    -sEXPORTED_FUNCTIONS=@${exports} -sEXPORTED_RUNTIME_METHODS=HEAPU8
    -sALLOW_MEMORY_GROWTH=1 -sSTACK_SIZE=1MB -sDYNAMIC_EXECUTION=0
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
    $<$<CONFIG:MinSizeRel>:-Oz> $<$<CONFIG:MinSizeRel>:-flto> $<$<CONFIG:Debug>:-sASSERTIONS=1> ${MODULE_OPTIONS})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${MODULE_NAME} RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}
    LINK_DEPENDS "${depends}")
endfunction()
