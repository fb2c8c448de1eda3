@echo off
chcp 936 >nul
title 安装 绩效自评
if not exist "%~dp0files\setup.py" goto packed
call :find
if defined JX_PYTHON goto run
if exist "%~dp0files\python-installer.exe" call :put_python
call :find
if not defined JX_PYTHON goto nopython

:run
"%JX_PYTHON%" -I "%~dp0files\setup.py" install
if errorlevel 1 goto failed
echo.
pause
exit /b 0

:put_python
echo 正在安装 Python，只装给当前用户，不需要管理员……
start "" /wait "%~dp0files\python-installer.exe" /passive InstallAllUsers=0 Include_launcher=0 PrependPath=0 Include_test=0
if errorlevel 1 echo Python 没有装上。
exit /b 0

@FIND@

:packed
echo 请先把压缩包全部解压：右键点压缩包，选“全部解压缩”，再到解压出来的文件夹里双击“安装.cmd”。
echo.
pause
exit /b 2

:nopython
echo 没有找到能用的 Python。要 64 位的 Python @WANTED@，别的版本不行，“微软应用商店”里的也不行。
echo 不需要管理员：打开 www.python.org/downloads/windows，找到 @NEWEST@ 开头的一版，点它下面的 Windows installer (64-bit)。
echo 双击下载的文件，“Use admin privileges”勾着的去掉勾，点“Install Now”，装好后再双击“安装.cmd”。不能上网的，请信息中心的同事帮忙拷来。
echo.
pause
exit /b 2

:failed
echo.
echo 安装没有完成。请按上面的提示处理后，再双击“安装.cmd”；仍不行，把这个窗口拍照发给安装人员。
pause
exit /b 1
